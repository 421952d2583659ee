"""Tells Helicone of a call and LangSmith of two runs, by their own clients, and reads the runs again."""
import os
import uuid
from datetime import datetime, timezone

from helicone_helpers import HeliconeManualLogger
from langsmith import Client
from langsmith.run_trees import RunTree

USAGE = {"input_tokens": 1000, "output_tokens": 500, "total_tokens": 1500}
MODEL = {"metadata": {"ls_model_name": "drill-small", "ls_provider": "openai"}}


def answer(recorder):
    recorder.append_results(
        {"id": "1", "model": "drill-small", "usage": {"prompt_tokens": 1000, "completion_tokens": 500}}
    )


HeliconeManualLogger(api_key="gate", logging_endpoint=os.environ["HELICONE"]).log_request(
    request={"model": "drill-small", "messages": []},
    operation=answer,
    additional_headers={"Helicone-Request-Id": os.environ["REQUEST"]},
    provider="openai",
)

client = Client(api_url=os.environ["LANGSMITH"], api_key="smith")
alone = uuid.uuid4()
client.create_run(
    name="alone", run_type="llm", inputs={"messages": []}, id=alone, project_name="pipeline", extra=MODEL
)
client.update_run(alone, outputs={"usage_metadata": USAGE}, end_time=datetime.now(timezone.utc), extra=MODEL)
batched = RunTree(
    name="batched", run_type="llm", inputs={"messages": []}, project_name="pipeline", extra=MODEL, client=client
)
batched.post()
batched.end(outputs={"usage_metadata": USAGE}, error="503" if os.environ.get("FAILS") else None)
batched.patch()
client.flush()
for run in client.list_runs(project_name="pipeline", run_type="llm"):
    print(run.name, run.prompt_tokens, run.completion_tokens)
