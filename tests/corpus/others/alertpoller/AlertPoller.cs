using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Contoso.Incydr
{
    /// <summary>Polls alerts; see also /v1/sessions for the successor.</summary>
    public sealed class AlertPoller
    {
        private const string TokenUrl = "https://api.us.code42.com/v1/oauth?grant_type=client_credentials";
        private const string QueryUrl = "https://api.us.code42.com/v1/alerts/query-alerts";
        private static readonly HttpClient Client = new HttpClient();

        public async Task<string> GetTokenAsync(string id, string secret)
        {
            using var req = new HttpRequestMessage(HttpMethod.Post, TokenUrl);
            req.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
            var res = await Client.SendAsync(req);
            using var doc = JsonDocument.Parse(await res.Content.ReadAsStringAsync());
            return doc.RootElement.GetProperty("access_token").GetString();
        }

        public async Task PollAsync(string token)
        {
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var body = new StringContent("{\"groups\":[],\"pgNum\":0,\"pgSize\":100}", Encoding.UTF8, "application/json");
            var res = await Client.PostAsync(QueryUrl, body);
            if (!res.IsSuccessStatusCode)
            {
                Console.Error.WriteLine($"/v1/alerts/query-alerts returned {(int)res.StatusCode}");
                return;
            }
            using var doc = JsonDocument.Parse(await res.Content.ReadAsStringAsync());
            foreach (var a in doc.RootElement.GetProperty("alerts").EnumerateArray())
            {
                var id = a.GetProperty("id").GetString();
                var state = new StringContent($"{{\"alertIds\":[\"{id}\"],\"state\":\"PENDING\"}}", Encoding.UTF8, "application/json");
                await Client.PostAsync($"https://api.us.code42.com/v1/alerts/update-state", state);
                var dev = await Client.GetStringAsync($"https://api.us.code42.com/v1/devices/{a.GetProperty("deviceId").GetString()}");
                var who = await Client.GetStringAsync($"https://api.us.code42.com/v1/actors/actor/name/{a.GetProperty("actor").GetString()}/parent");
                Console.WriteLine($"{id} {dev.Length} {who.Length}");
            }
        }
    }
}
