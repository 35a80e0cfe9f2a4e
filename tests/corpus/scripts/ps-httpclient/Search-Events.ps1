Add-Type -AssemblyName System.Net.Http
$client = [System.Net.Http.HttpClient]::new()
$client.BaseAddress = [Uri]'https://api.us.code42.com/'
$client.DefaultRequestHeaders.Authorization = [System.Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', $env:C42TOKEN)
$content = [System.Net.Http.StringContent]::new($query, [Text.Encoding]::UTF8, 'application/json')
$r1 = $client.PostAsync('v1/file-events', $content).Result
$r2 = $client.PostAsync('v2/file-events', $content).Result
$r3 = $client.GetAsync('v1/file-events/saved-searches').Result
$r4 = $client.GetAsync('v2/file-events/saved-searches').Result
$r5 = $client.PostAsync('v1/alerts/query-alerts', $content).Result
$r6 = $client.GetAsync('v1/sessions?page_size=50').Result
