using System.Net.Http;
// GET /api/User
class Program {
    const string Base = "https://console.us.code42.com";
    static async Task Main() {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", $"v3_user_token {token}");
        var r = await client.GetAsync($"{Base}/api/Computer?active=true");
        await client.PutAsync(Base + "/api/v1/UserBlock/" + id, null);
        await client.PostAsync("https://api.us.code42.com/v1/alerts/add-note", body);
        Console.WriteLine("failed: /api/Computer");
        await client.GetAsync("https://api.us.code42.com/v1/users");
    }
}
