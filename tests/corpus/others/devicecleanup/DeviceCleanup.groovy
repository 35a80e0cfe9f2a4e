// run by ScriptRunner job "code42 cleanup"
import groovy.json.JsonSlurper
import groovyx.net.http.RESTClient
import static groovyx.net.http.ContentType.JSON

def host = 'https://console.us.code42.com'
def client = new RESTClient(host)
client.headers['Authorization'] = 'Basic ' + "${System.getenv('C42_USER')}:${System.getenv('C42_PASS')}".bytes.encodeBase64()

def cutoff = new Date() - 120
def page = 1
def stale = []
while (true) {
    def resp = client.get(path: '/api/Computer', query: [active: true, pgNum: page++, pgSize: 250])
    def list = resp.data.data.computers
    if (!list) break
    stale += list.findAll { Date.parse("yyyy-MM-dd'T'HH:mm:ss", it.lastConnected) < cutoff }
}
log.warn "found ${stale.size()} stale devices through /api/Computer"
stale.each { c ->
    client.put(path: "/api/ComputerDeactivation/${c.computerId}", requestContentType: JSON)
}
// client.delete(path: "/api/ComputerDeactivation/${id}")
def jira = new RESTClient('https://jira.example.com/')
jira.auth.basic 'bot', System.getenv('JIRA_PW')
jira.post(path: 'rest/api/2/issue', body: [fields: [summary: "Code42: ${stale.size()} devices deactivated"]], requestContentType: JSON)
