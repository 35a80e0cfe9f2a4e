#!/usr/bin/perl -w
# nagios plugin: check_crashplan.pl -H host -u user -p pass [-w days] [-c days]
use strict;
use warnings;
use Getopt::Long;
use LWP::UserAgent;
use JSON;
use Time::Local;

my ($host, $user, $pass, $warn, $crit) = ('localhost', '', '', 3, 7);
GetOptions('H=s' => \$host, 'u=s' => \$user, 'p=s' => \$pass, 'w=i' => \$warn, 'c=i' => \$crit) or die "usage\n";

my $ua = LWP::UserAgent->new(timeout => 30, ssl_opts => { verify_hostname => 0 });
my $req = HTTP::Request->new(GET => "https://$host:4285/api/Computer?active=true&incBackupUsage=true&pgSize=2000");
$req->authorization_basic($user, $pass);
my $res = $ua->request($req);
unless ($res->is_success) {
    print "UNKNOWN: /api/Computer: " . $res->status_line . "\n";
    exit 3;
}
my $data = decode_json($res->content)->{data};
my @late;
for my $c (@{ $data->{computers} }) {
    my $last = 0;
    for my $b (@{ $c->{backupUsage} || [] }) {
        next unless $b->{lastCompletedBackup} && $b->{lastCompletedBackup} =~ /^(\d{4})-(\d\d)-(\d\d)/;
        my $t = timegm(0, 0, 0, $3, $2 - 1, $1);
        $last = $t if $t > $last;
    }
    push @late, $c->{name} if time - $last > $crit * 86400;
}

# restore jobs of the last day, informational
my $url = sprintf 'https://%s:%d/api/%s?days=1', $host, 4285, 'RestoreHistory';
my $r2 = $ua->get($url, Authorization => 'Basic ' . MIME::Base64::encode("$user:$pass", ''));
my $restores = $r2->is_success ? decode_json($r2->content)->{data}{totalCount} : 'n/a';

if (@late) { printf "CRITICAL: %d late (%s) | restores=%s\n", scalar @late, join(',', @late), $restores; exit 2 }
print "OK: all backups current | restores=$restores\n";
exit 0;
