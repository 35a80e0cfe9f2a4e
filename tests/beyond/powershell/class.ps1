class C42 {
    [string]$Base
    C42([string]$base) { $this.Base = $base }
    [object] Get([string]$path) {
        return Invoke-RestMethod -Uri "$($this.Base)/api/$path" -Headers @{ Authorization = "v3_user_token t" }
    }
}
$api = [C42]::new("https://console.us.code42.com")
$api.Get("User/42")
$api.Get("Computer/900")
