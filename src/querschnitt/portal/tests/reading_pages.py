"""Reading rendered pages as a browser would: links, ids, headings, text."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Markup(HTMLParser):
    """What a page is made of, for tests to ask."""

    def __init__(self, body):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.tags, self.open, self.faults = [], [], [], [], []
        self.language, self.title, self.words = "", "", []
        self.feed(body)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" and "href" in found else []
        self.links += [found["action"]] if tag == "form" else []
        self.language = found.get("lang", "") if tag == "html" else self.language
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}>")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title += data
        else:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def count(self, tag):
        return sum(name == tag for name, _attributes in self.tags)
