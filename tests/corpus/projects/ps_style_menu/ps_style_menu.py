import base64, getpass, json, os, sys
from urllib import request, error

class Menu:
  base = None
  hdr = {}

  def ask(self):
    host = input('Host [console.us.code42.com]: ') or 'console.us.code42.com'
    self.base = 'https://' + host
    u = input('User: ')
    p = getpass.getpass('Password: ')
    cred = base64.b64encode(('%s:%s' % (u, p)).encode()).decode()
    self.hdr = {'Authorization': 'Basic ' + cred, 'Content-Type': 'application/json'}

  def invoke(self, path, method='GET', body=None):
    rq = request.Request(self.base + path, method=method, headers=self.hdr,
                         data=json.dumps(body).encode() if body else None)
    try:
      with request.urlopen(rq) as rs:
        t = rs.read()
        return json.loads(t)['data'] if t else None
    except error.HTTPError as e:
      print('Server said', e.code, e.reason)

  def one(self):
    d = self.invoke('/account/api/User/my')
    print(d and d['username'])

  def two(self):
    for o in self.invoke('/console/api/Org?pgSize=50')['orgs']:
      print('%8d %s' % (o['orgId'], o['orgName']))

  def three(self):
    uid = input('user id: ')
    self.invoke('/api/UserRole', 'POST', {'userId': int(uid), 'roleName': input('role: ')})

  def four(self):
    m = self.invoke('/legal-hold/api/LegalHold')
    for x in m['legalHolds']:
      print(x['name'])

  def five(self):
    d = self.invoke('/api/v1/Computer?guid=' + input('guid: '))
    print(json.dumps(d, indent=1))

  def loop(self):
    self.ask()
    while True:
      print('1) who am I\n2) orgs (/console/api/Org)\n3) add role\n4) holds\n5) device\nq) quit')
      c = input('> ')
      if c == 'q':
        break
      {'1': self.one, '2': self.two, '3': self.three, '4': self.four, '5': self.five}.get(c, lambda: None)()

Menu().loop()
