// Tells Helicone of a call and LangSmith of a run, by their own clients, and reads the run again.
import helpers from "@helicone/helpers";
import { Client, RunTree } from "langsmith";

const usage = { input_tokens: 1000, output_tokens: 500, total_tokens: 1500 };

const logger = new helpers.HeliconeManualLogger({ apiKey: "gate", loggingEndpoint: process.env.HELICONE });
await logger.logRequest(
  { model: "drill-small", messages: [] },
  async (recorder) =>
    recorder.appendResults({
      id: "1",
      model: "drill-small",
      usage: { prompt_tokens: 1000, completion_tokens: 500 },
    }),
  { "Helicone-Request-Id": process.env.REQUEST },
);

const client = new Client({ apiUrl: process.env.LANGSMITH, apiKey: "smith" });
const run = new RunTree({
  name: "batched",
  run_type: "llm",
  inputs: { messages: [] },
  project_name: "pipeline",
  extra: { metadata: { ls_model_name: "drill-small", ls_provider: "openai" } },
  client,
});
await run.postRun();
await run.end({ usage_metadata: usage });
await run.patchRun();
await client.awaitPendingTraceBatches();
for await (const found of client.listRuns({ projectName: "pipeline", runType: "llm" })) {
  console.log(found.name, found.prompt_tokens, found.completion_tokens);
}
