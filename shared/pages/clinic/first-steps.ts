import { clientLookup } from '../clients/client-lookup.ts';
import { type Html, html } from '../frame/html.ts';

/** An owner's first screen while the clinic holds nothing: what to do next, instead of empty tables. */
export const firstSteps = html`<p class="lead">Nothing is held of this clinic yet. Three things to begin with, in any order:</p>
<ul class="cards">
<li class="card"><h2>Invite your therapists</h2><p>They record visits and set goals for the clients in their care.</p><p><a href="/people">Invite somebody</a></p></li>
<li class="card"><h2>Record a visit</h2><p>Name a client by the id that your practice uses; it is not kept.</p><p><a href="/clients">Choose a client</a></p></li>
<li class="card"><h2>Bring what you have</h2><p>A file from the practice system. You see what it would do before anything is taken in.</p><p><a href="/imports/new">Bring a file</a></p><p><a href="/imports">What became of a file that was sent already</a></p></li>
</ul>
<p>What helps, by how much and how sure that is, stands here once there are visits with scores.</p>`;

/** A therapist's first screen while there is nothing of hers: whom she has before her, instead of empty tables. */
export const therapistsFirstSteps = (
  formToken: string,
): Html => html`<p class="lead">You have no goal yet, and no visit of the last 60 days. Begin with the client who is before you:</p>
${clientLookup(formToken)}
<p>You record the visit there, and set a goal. Clients who need you, scores that are missing and how goals stand are shown here from then on.</p>`;
