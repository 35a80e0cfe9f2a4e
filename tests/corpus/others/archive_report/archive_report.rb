#!/usr/bin/env ruby
# frozen_string_literal: true
# Who has the largest archives?  ruby archive_report.rb > big.csv
require 'net/http'
require 'json'
require 'csv'
require 'openssl'

SERVER = ENV.fetch('C42_SERVER', 'https://backup.example.ac.uk:4285')
USERS_PATH = '/api/User'

class Proserver
  def initialize(base, user, pass)
    @base = URI(base)
    @user = user
    @pass = pass
  end

  def get(path, params = {})
    uri = @base.dup
    uri.path = path
    uri.query = URI.encode_www_form(params)
    req = Net::HTTP::Get.new(uri)
    req.basic_auth(@user, @pass)
    res = Net::HTTP.start(uri.host, uri.port, use_ssl: true, verify_mode: OpenSSL::SSL::VERIFY_NONE) { |h| h.request(req) }
    raise "GET /api failed: #{res.code}" unless res.is_a?(Net::HTTPSuccess)

    JSON.parse(res.body)['data']
  end
end

pro = Proserver.new(SERVER, ENV['C42_USER'], ENV['C42_PASS'])
rows = []
(1..).each do |page|
  users = pro.get(USERS_PATH, pgNum: page, pgSize: 200, active: true, incBackupUsage: true)['users']
  break if users.empty?

  users.each do |u|
    bytes = (u['backupUsage'] || []).sum { |b| b['archiveBytes'].to_i }
    rows << [u['username'], bytes / 1024**3, u['orgName']]
  end
end

rows.sort_by! { |r| -r[1] }
puts CSV.generate { |csv| csv << %w[user gb org]; rows.first(50).each { |r| csv << r } }
warn "server: #{pro.get('/api/Server/this')['name']}"
warn "cold: #{pro.get('/api/v1/ColdStorage', pgSize: 1)['totalCount']}"
