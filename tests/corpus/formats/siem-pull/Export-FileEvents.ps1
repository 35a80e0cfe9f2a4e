using namespace System.Net.Http
using namespace System.Net.Http.Headers

class FileEventReader {
    [HttpClient] $Http
    hidden [string] $Root
    static [string] $Search = 'forensic-search/queryservice/api/v1/fileevent'
    static [string] $Saved  = 'forensic-search/queryservice/api/v1/saved'
    static [string] $SearchV2 = 'forensic-search/queryservice/api/v2/fileevent'

    FileEventReader([string]$root, [string]$jwt) {
        $this.Root = $root.TrimEnd('/')
        $this.Http = [HttpClient]::new()
        $this.Http.DefaultRequestHeaders.Authorization = [AuthenticationHeaderValue]::new('v3_user_token', $jwt)
        $this.Http.DefaultRequestHeaders.Accept.ParseAdd('application/json')
    }

    [object] Query([hashtable]$q) {
        $c = [StringContent]::new(($q | ConvertTo-Json -Depth 8), [Text.Encoding]::UTF8, 'application/json')
        $r = $this.Http.PostAsync("$($this.Root)/$([FileEventReader]::Search)", $c).GetAwaiter().GetResult()
        return ($r.Content.ReadAsStringAsync().Result | ConvertFrom-Json)
    }

    [object] Export([hashtable]$q) {
        $c = [StringContent]::new(($q | ConvertTo-Json -Depth 8), [Text.Encoding]::UTF8, 'application/json')
        $r = $this.Http.PostAsync("$($this.Root)/forensic-search/queryservice/api/v1/fileevent/export", $c).Result
        return $r.Content.ReadAsStringAsync().Result
    }

    [object] SavedSearch([string]$id) {
        return $this.Http.GetStringAsync($this.Root + '/' + [FileEventReader]::Saved + '/' + $id).Result
    }
}

# ---- main
$login = Invoke-RestMethod 'https://console.us.code42.com/api/v3/auth/jwt?useBody=true' -Headers @{
    Authorization = "Basic $env:C42_B64"
    'totp-auth'   = (Read-Host 'code')
}
$rd = [FileEventReader]::new('https://forensicsearch-east.us.code42.com', $login.data.v3_user_token)
$rd.Query(@{ groups = @(); groupClause = 'AND'; pgNum = 1; pgSize = 100; srtKey = 'eventId'; srtDir = 'asc' }).fileEvents |
    Export-Csv .\events.csv -NoTypeInformation
