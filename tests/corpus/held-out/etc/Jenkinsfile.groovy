// nightly; /api/Org
def base = "https://console.us.code42.com"
pipeline {
  stages {
    stage('x') { steps {
      sh "curl -u ${U}:${P} ${base}/api/Org"
      sh 'code42 alerts search -b 1d'
      httpRequest url: "${base}/api/v1/Org", customHeaders: [[name: 'Authorization', value: "Bearer ${T}"]]
    } }
  }
}
