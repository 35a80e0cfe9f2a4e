using namespace System.Collections.Generic

class IncydrClient {
    [string] $BaseUrl
    hidden [string] $Token
    hidden [datetime] $Expires

    IncydrClient([string] $baseUrl, [pscredential] $apiClient) {
        $this.BaseUrl = $baseUrl
        $this.Login($apiClient)
    }

    [void] Login([pscredential] $apiClient) {
        $bytes = [Text.Encoding]::ASCII.GetBytes($apiClient.UserName + ':' + $apiClient.GetNetworkCredential().Password)
        $h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String($bytes) }
        $r = Invoke-RestMethod -Method Post -Uri "$($this.BaseUrl)/v1/oauth?grant_type=client_credentials" -Headers $h
        $this.Token = $r.access_token
        $this.Expires = (Get-Date).AddSeconds($r.expires_in)
    }

    [object] Request([string] $method, [string] $path, [object] $body) {
        $p = @{
            Method  = $method
            Uri     = $this.BaseUrl + $path
            Headers = @{ Authorization = "Bearer $($this.Token)" }
        }
        if ($null -ne $body) {
            $p.Body = ConvertTo-Json $body -Depth 8 -Compress
            $p.ContentType = 'application/json'
        }
        return Invoke-RestMethod @p
    }

    [object[]] Watchlists() {
        $page = 1
        $all = [List[object]]::new()
        do {
            $r = $this.Request('GET', "/v1/watchlists?page=$page&page_size=100", $null)
            $r.watchlists | ForEach-Object { $all.Add($_) }
            $page++
        } while ($r.watchlists.Count -eq 100)
        return $all.ToArray()
    }

    [object[]] Members([string] $id) {
        return $this.Request('GET', "/v1/watchlists/$id/members?page_size=500", $null).watchlistMembers
    }

    [void] AddUsers([string] $id, [string[]] $userIds) {
        $this.Request('POST', "/v1/watchlists/$id/included-users/add", @{ userIds = $userIds; watchlistId = $id })
    }

    [void] RemoveUsers([string] $id, [string[]] $userIds) {
        $this.Request('POST', "/v1/watchlists/$id/included-users/delete", @{ userIds = $userIds; watchlistId = $id })
    }

    [void] AddGroups([string] $id, [string[]] $groupIds) {
        $this.Request('POST', '/v1/watchlists/' + $id + '/included-directory-groups/add', @{ groupIds = $groupIds })
    }

    [object] User([string] $name) {
        return $this.Request('GET', "/v1/users?username=$([uri]::EscapeDataString($name))", $null).users[0]
    }

    [object] RiskProfile([string] $userId) {
        return $this.Request('GET', "/v1/user-risk-profiles/$userId", $null)
    }

    [void] SetNotes([string] $userId, [string] $notes) {
        $this.Request('PATCH', "/v1/user-risk-profiles/${userId}?paths=notes", @{ notes = $notes })
    }

    [object[]] Agents([string] $userId) {
        return $this.Request('GET', "/v1/agents?userId=$userId", $null).agents
    }
}
