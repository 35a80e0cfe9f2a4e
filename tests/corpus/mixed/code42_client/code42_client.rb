require 'faraday'
require 'json'

# thin client, see http://www.crashplan.com/apidocviewer
class Backup
  def initialize(host, user, pass)
    @conn = Faraday.new(url: "https://#{host}:4285", ssl: { verify: false }) do |f|
      f.basic_auth user, pass
      f.adapter Faraday.default_adapter
    end
  end

  def user(name)
    JSON.parse(@conn.get("/api/user?username=#{name}").body)['data']['users'].first
  end

  def deactivate(name)
    id = user(name)['userId']
    @conn.put("/api/UserDeactivation/#{id}", '{"blockUser":true}')
  end

  def token
    @conn.post('/api/authToken').body
  end
end
