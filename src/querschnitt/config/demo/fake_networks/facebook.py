"""The Graph interface for one page of Facebook."""

from querschnitt.config.demo.fake_networks.multipart import fields_of
from querschnitt.config.demo.fake_networks.network import Account, Network, Reply, Request


class Facebook(Network):
    """One page."""

    kind, label = "facebook", "Facebook"
    page = "4711"

    @property
    def account(self) -> Account:
        return Account({"page": self.page, "server": self.address}, {"token": self.secret})

    def is_posting(self, request: Request) -> bool:
        return request.method != "GET"

    def answer(self, request: Request) -> Reply:
        if request.bearer != self.secret:
            return _error(401, 190, 0, "Invalid OAuth access token.")
        fields, _files = fields_of(request)
        match request.method, request.path.split("/")[1:]:
            case "GET", [self.page]:
                return Reply(200, {"id": self.page, "name": "Landesregierung"})
            case "POST", [self.page, "feed"]:
                if any(fields["message"] == post.text for post in self.standing):
                    return _error(400, 506, 0, "Duplicate status message")
                number = f"{self.page}_{len(self.posts) + 1}"
                return Reply(200, {"id": self.add(fields["message"], id=number).id})
            case "POST", [name] if post := self.post(name):
                self.edit(post, fields["message"])
                return Reply(200, {"success": True})
            case "DELETE", [name] if post := self.post(name):
                self.delete(post)
                return Reply(200, {"success": True})
        sentence = "Unsupported request. Object does not exist or cannot be loaded."
        return _error(400, 100, 33, sentence)


def _error(status: int, number: int, further: int, sentence: str) -> Reply:
    told = {"message": sentence, "type": "OAuthException", "code": number}
    return Reply(status, {"error": {**told, "error_subcode": further} if further else told})
