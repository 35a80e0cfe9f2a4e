enum Verb { GET; POST; PUT; DELETE }

class C42Session {
    [string]$Server
    [hashtable]$Head = @{}
    [int]$MaxTry = 3

    C42Session([string]$server) { $this.Server = $server }

    [void] Login([string]$u, [string]$p) {
        $raw = "{0}:{1}" -f $u, $p
        $this.Head['Authorization'] = "Basic " + [Convert]::ToBase64String([char[]]$raw)
        $r = $this.Call([Verb]::POST, 'AuthToken', $null)
        $this.Head['Authorization'] = 'token {0}-{1}' -f $r.data[0], $r.data[1]
    }

    [object] Call([Verb]$v, [string]$resource, [object]$body) {
        $uri = [Uri]::new([Uri]$this.Server, "/api/$resource")
        $arg = @{ Uri = $uri; Method = "$v"; Headers = $this.Head; ContentType = 'application/json' }
        if ($null -ne $body) { $arg.Body = ($body | ConvertTo-Json) }
        foreach ($k in 1..$this.MaxTry) {
            try { return Invoke-RestMethod @arg } catch { Write-Warning "try $k of $resource" }
        }
        throw "no answer"
    }
}

function New-C42Session([string]$Server = 'https://console.us.code42.com') { [C42Session]::new($Server) }
function Get-Archive($s, $guid) { $s.Call('GET', "Archive?computerGuid=$guid", $null).data.archives }
function Get-Cold($s, $org)     { $s.Call('GET', "ColdStorage?orgId=$org", $null).data.coldStorageRows }
function Push-Restore($s, $b)   { $s.Call('POST', 'PushRestoreJob', $b) }
function Get-RestoreLog($s)     { $s.Call('GET', 'RestoreRecord', $null) }
Export-ModuleMember -Function New-C42Session, Get-*, Push-*
