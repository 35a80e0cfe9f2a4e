#!/usr/bin/perl
use LWP::UserAgent;
# my $u = "/api/User";
my $host = "https://backup.example.edu:4285";
my $ua = LWP::UserAgent->new;
my $req = HTTP::Request->new(GET => "$host/api/Computer?guid=$ARGV[0]");
$req->authorization_basic('admin', $pw);
my $res = $ua->request($req);
die "no /api/Computer" unless $res->is_success;
$ua->request(HTTP::Request->new(PUT => $host . '/api/UserDeactivation/' . $id));
