import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';

export type UploadPage = {
  /** Where the form goes, and what it carries. */
  form: { action: string; fields: Readonly<Record<string, string>> };
  mostBytes: number;
  /** The names of the mappings that the clinic keeps. */
  kept: readonly string[];
  formToken: string;
};

/** The field that names a mapping that is to be kept no more. */
export const FORGET_MAPPING = 'mapping';

/** The form by which a file is sent to be looked at: straight to where it is kept. */
export function uploadPage({ form, mostBytes, kept, formToken }: UploadPage): Html {
  const hidden = Object.entries(form.fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`,
  );
  return html`<p class="back"><a href="/imports">← Files that were sent</a></p>
<p class="lead">The file is only looked at first. You see what it would do, and then say whether it is imported.</p>
<form method="post" action="${form.action}" enctype="multipart/form-data">
${hidden}<p class="field"><label for="file">The file</label>
<span class="hint" id="file-hint">As your practice system, form or spreadsheet saves it, as a table: Excel (.xlsx) or CSV. At most ${Math.floor(mostBytes / 1024 ** 2)} MB.</span>
<input id="file" name="file" type="file" accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl,.json" required aria-describedby="file-hint"></p>
<p><button>Look at it</button></p>
</form>
<p class="detail">What systems hand to each other is read too: JSON, FHIR R4, tables separated by tabs. Send it within half an hour of opening this page. A file that is not imported is deleted after a day.</p>
${kept.length > 0 && keptMappings(kept, formToken)}`;
}

function keptMappings(kept: readonly string[], formToken: string): Html {
  const forms = kept.map(
    (name) => html`<li><form method="post" action="/imports/mappings/forget">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}"><input type="hidden" name="${FORGET_MAPPING}" value="${name}">
<bdi>${name}</bdi> <button class="quiet">Forget “<bdi>${name}</bdi>”</button></form></li>\n`,
  );
  return html`<section aria-labelledby="kept"><h2 id="kept">Mappings that you keep</h2>
<p>A file with the columns of one of these is read by it without a question.</p>
<ul>${forms}</ul></section>`;
}
