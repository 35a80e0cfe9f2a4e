# endpoint table shared by all adminkit scripts
HOST = 'backup.example.edu'
PORT = 4285
API_USER = '/api/User/'
API_USER_BLOCK = '/api/UserBlock/%s'
API_ORG = '/api/Org/'
API_ORG_DEAC = '/api/OrgDeactivation/%s'
API_COMPUTER = '/api/Computer/'
API_V1_USER = '/api/v1/User/'
CONSOLE = '/console/login.html'
LOGFILE = '/var/log/adminkit.log'
