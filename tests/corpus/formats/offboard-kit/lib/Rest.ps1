function Invoke-C42 {
    param($Method, $Path, [pscredential]$Cred, $Body)
    $pair = '{0}:{1}' -f $Cred.UserName, $Cred.GetNetworkCredential().Password
    $hdr  = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($pair)) }
    $try = 0
    do {
        try {
            $p = @{ Uri = ($script:Console ?? $Console) + $Path; Method = $Method; Headers = $hdr }
            if ($Body) { $p.Body = $Body; $p.ContentType = 'application/json' }
            return Invoke-RestMethod @p -ErrorAction Stop
        } catch {
            $try++
            Write-Verbose "call failed ($try): $_"
            Start-Sleep -Seconds (3 * $try)
        }
    } while ($try -lt 4)
    throw "Code42 gave up on $Path"
}
