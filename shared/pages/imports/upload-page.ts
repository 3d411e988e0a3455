import { type Html, html } from '../html.ts';

export type UploadPage = {
  /** Where the form goes, and what it carries. */
  form: { action: string; fields: Readonly<Record<string, string>> };
  mostBytes: number;
};

/** The form by which a file is sent to be looked at: straight to where it is kept. */
export function uploadPage({ form, mostBytes }: UploadPage): Html {
  const hidden = Object.entries(form.fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`,
  );
  return html`<p class="back"><a href="/imports">← Files that were sent</a></p>
<p class="lead">The file is only looked at first. You see what it would do, and then say whether it is imported.</p>
<form method="post" action="${form.action}" enctype="multipart/form-data">
${hidden}<p class="field"><label for="file">The file</label>
<span class="hint" id="file-hint">CSV (.csv), one JSON record a line (.ndjson) or FHIR R4 (.json, .ndjson), at most ${Math.floor(mostBytes / 1024 ** 2)} MB. A CSV file says what it holds by its name, such as sessions.csv or pain-scores.csv, or in a column “type”.</span>
<input id="file" name="file" type="file" accept=".csv,.ndjson,.jsonl,.json" required aria-describedby="file-hint"></p>
<p><button>Look at it</button></p>
</form>
<p class="detail">Send it within half an hour of opening this page. A file that is not imported is deleted after a day.</p>`;
}
