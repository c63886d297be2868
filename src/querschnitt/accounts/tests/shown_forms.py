"""Read the forms of a page, so that tests submit what a person was shown."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.select, self.area = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.fields = {}
            self.forms[attrs.get("id") or attrs.get("action")] = (attrs, self.fields)
        elif tag == "input" and attrs.get("name"):
            if attrs.get("type") not in {"checkbox", "radio"} or "checked" in attrs:
                self.fields.setdefault(attrs["name"], []).append(attrs.get("value") or "")
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and "selected" in attrs and self.select:
            self.fields.setdefault(self.select, []).append(attrs["value"])
        elif tag == "textarea":
            self.area = attrs["name"]
            self.fields[self.area] = [""]

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # As in a browser, the line end behind the tag is not part of the text.
            self.fields[self.area][0] = self.fields[self.area][0].removeprefix("\n")
        if tag in {"select", "textarea"}:
            self.select = self.area = None

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][0] += data


def shown_form(response, name):
    """Return the address and the fields of a form on a page."""
    reader = _Forms()
    reader.feed(response.text)
    attrs, fields = reader.forms[name]
    return attrs.get("action") or response.wsgi_request.get_full_path(), fields


def submit(browser, response, name, /, **changes):
    """Send a form of a page as it was shown, with some fields filled in."""
    url, fields = shown_form(response, name)
    return browser.post(url, {**fields, **changes}, headers={"Sec-Fetch-Site": "same-origin"})
