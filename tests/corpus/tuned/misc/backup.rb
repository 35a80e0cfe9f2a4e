require 'net/http'
require 'json'

# GET /api/User
class CrashPlan
  def initialize(host, user, pass)
    @uri = URI("https://#{host}:4285")
    @user, @pass = user, pass
  end

  def get(path)
    req = Net::HTTP::Get.new("/api/#{path}")
    req.basic_auth(@user, @pass)
    Net::HTTP.start(@uri.host, @uri.port, use_ssl: true) { |h| JSON.parse(h.request(req).body) }
  end

  def users
    get("User?active=true")
  end

  def block(id)
    req = Net::HTTP::Put.new("/api/UserBlock/#{id}")
    req['Authorization'] = "token #{token}"
  end
end
