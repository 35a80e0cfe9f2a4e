# settings for sync.py
CP_URL = 'https://backup.rz.example.de:4285/api/'
CP_USER = 'svc-ldapsync'
CP_PASS = 'changeme'
LDAP_URL = 'ldaps://ldap.rz.example.de'
LDAP_DN = 'cn=reader,dc=example,dc=de'
LDAP_PW = 'changeme'
LDAP_BASE = 'ou=people,dc=example,dc=de'
