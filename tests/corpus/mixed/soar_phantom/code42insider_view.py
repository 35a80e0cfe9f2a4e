# renders /app/code42insider/hunt_file widget
def display_events(provides, all_app_runs, context):
    context["results"] = results = []
    for summary, action_results in all_app_runs:
        for result in action_results:
            rows = [{"file": e.get("fileName"), "user": e.get("deviceUserName"), "exposure": e.get("exposure")} for e in result.get_data()]
            results.append({"rows": rows, "param": result.get_param()})
    return "code42insider_events.html"
