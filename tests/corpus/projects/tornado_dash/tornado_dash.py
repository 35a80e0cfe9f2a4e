import json
import os

import tornado.httpclient
import tornado.ioloop
import tornado.web

C42 = os.environ["C42_MASTER"]
AUTH = dict(auth_username=os.environ["C42_USER"], auth_password=os.environ["C42_PASS"])


class Main(tornado.web.RequestHandler):
    def get(self):
        self.write("<script src='/static/dash.js'></script>")


class Stat(tornado.web.RequestHandler):
    async def get(self, what):
        client = tornado.httpclient.AsyncHTTPClient()
        if what == "servers":
            url = C42 + "/api/Server"
        elif what == "orgs":
            url = C42 + "/api/Org?incCounts=true"
        elif what == "online":
            url = C42 + "/api/Computer?status=Active&incCounts=true"
        else:
            raise tornado.web.HTTPError(404)
        r = await client.fetch(tornado.httpclient.HTTPRequest(url, validate_cert=False, **AUTH))
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(json.loads(r.body)["data"]))


def make_app():
    return tornado.web.Application([
        (r"/", Main),
        (r"/stat/(servers|orgs|online)", Stat),
        (r"/api/Server", tornado.web.RedirectHandler, {"url": "/stat/servers"}),
        (r"/static/(.*)", tornado.web.StaticFileHandler, {"path": "static"}),
    ], debug="DEBUG" in os.environ)


if __name__ == "__main__":
    make_app().listen(8888)
    tornado.ioloop.IOLoop.current().start()
