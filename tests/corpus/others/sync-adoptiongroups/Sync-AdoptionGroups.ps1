using namespace System.Net.Http
# Adoption report: AD group vs. Code42 users. pwsh 7
param([string]$Group = 'GG_Code42', [switch]$AddRole)

$client = [HttpClient]::new()
$client.BaseAddress = [uri]'https://console.us.code42.com/'
$enc = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$env:C42_USER`:$env:C42_PASS"))
$client.DefaultRequestHeaders.Authorization = [Headers.AuthenticationHeaderValue]::new('Basic', $enc)

function Get-Page([string]$rel) {
    $resp = $client.GetAsync($rel).GetAwaiter().GetResult()
    [void]$resp.EnsureSuccessStatusCode()
    $resp.Content.ReadAsStringAsync().GetAwaiter().GetResult() | ConvertFrom-Json
}

$members = Get-ADGroupMember $Group -Recursive | Get-ADUser -Properties mail | Select-Object -Expand mail
$c42 = [System.Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
for ($n = 1; ; $n++) {
    $users = (Get-Page "api/User?active=true&pgSize=500&pgNum=$n").data.users
    if (-not $users) { break }
    $users.username | ForEach-Object { [void]$c42.Add($_) }
}
$missing = $members | Where-Object { -not $c42.Contains($_) }
'{0} members, {1} in Code42, {2} missing' -f $members.Count, $c42.Count, @($missing).Count

if ($AddRole) {
    foreach ($id in Get-Content .\ids.txt) {
        $json = [StringContent]::new("{`"userId`":$id,`"roleName`":`"Desktop User`"}", [Text.Encoding]::UTF8, 'application/json')
        $null = $client.PostAsync('api/v1/UserRole', $json).Result
    }
}
$missing | Set-Content .\missing.txt
