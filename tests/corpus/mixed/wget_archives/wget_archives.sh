#!/bin/sh
# mirror of server env + archives, for the DR binder
for s in cp1 cp2 cp3; do
  wget -q --no-check-certificate --user=dr --password="$(cat /root/.dr)" -O $s-env.json https://$s.example.net:4285/api/ServerEnv
  wget -q --no-check-certificate --user=dr --password="$(cat /root/.dr)" \
     -O $s-arch.json "https://$s.example.net:4285/api/Archive?pgSize=5000"
  wget -q -O $s-install.tgz https://$s.example.net:4280/client/installers/Linux.tgz
done
tar czf /srv/dr/cp-$(date +%Y%m).tgz *.json
