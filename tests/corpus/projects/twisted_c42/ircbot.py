from twisted.words.protocols import irc
from twisted.internet import protocol, reactor
from client import C42Client
import os

c42 = C42Client(os.environ['C42_HOST'], os.environ['C42_USER'], os.environ['C42_PASS'])


class Bot(irc.IRCClient):
    nickname = 'backupbot'

    def signedOn(self):
        self.join(self.factory.channel)

    def privmsg(self, user, channel, msg):
        w = msg.split()
        if w[:1] == ['!backup'] and len(w) == 2:
            d = c42.computer(w[1])
            d.addCallback(lambda r: self.say(channel, str(r['data']['name'])))
            d.addErrback(lambda f: self.say(channel, 'error: ' + f.getErrorMessage()))
        elif w[:1] == ['!user'] and len(w) == 2:
            d = c42.call('GET', '/api/user?username=' + w[1])
            d.addCallback(lambda r: self.say(channel, '%d hits' % len(r['data']['users'])))
        elif w[:1] == ['!help']:
            self.say(channel, '!backup GUID, !user NAME. See /api/User in the docs')


class F(protocol.ClientFactory):
    protocol = Bot
    channel = '#helpdesk'

    def clientConnectionLost(self, connector, reason):
        print 'lost:', reason
        connector.connect()

reactor.connectTCP('irc.example.org', 6667, F())
reactor.run()
