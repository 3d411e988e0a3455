import type { Role } from '../../access/principal.ts';
import { type Html, html, trustedMarkup } from './html.ts';
import { HOME, MORE_PAGES, NAVIGATION, type NavigationEntry } from './navigation.ts';
import { isRefusal, NOT_SAVED } from './refusal-block.ts';
import { SCRIPT_PATH } from './script.ts';
import { STYLESHEET, STYLESHEET_HASH, STYLESHEET_PATH } from './stylesheet.ts';

/** Whoever is signed in, as the head of each page shows it. */
export type Viewer = {
  role: Role;
  /** What people call the clinic; of a partner, his own name; of an operator, that he belongs to all. */
  belongsTo: string;
  /** Proves that a form was made for this session. */
  formToken: string;
  /** By which what was typed and not sent is told from what somebody else typed on the same device. */
  person: string;
};

export type Page = {
  /** Also the heading of level 1. */
  title: string;
  /** Behind the title, for whoever has several open: whom the page is about, by what its address says of him too. */
  about?: string | undefined;
  /** Nobody on pages that need no sign-in. */
  viewer?: Viewer;
  /** The form token of somebody who is signed in and is nobody here: he can sign out. */
  outsider?: string;
  /** Nobody is signed in any more: what was typed here and not sent goes. */
  signedOut?: boolean;
  /** The page's own path: its entry in the navigation is marked. */
  path?: string;
  /** A file that is handed on: it carries its stylesheet inside and asks for nothing. */
  selfContained?: boolean;
  /** Where it is no page of a clinic's own people: its language, and what stands in place of our name. */
  frame?: PageFrame;
  /** Everything under the heading. */
  main: Html;
};

/** What a page says around what it is about; `refused` before its title, where it shows a form that was not taken. */
type PageFrame = { language: string; skip: string; head: Html; foot: string; refused: string };

/** The name of the field that carries a form's token. */
export const FORM_TOKEN = 'formToken';

/** A whole page: head, skip link, landmarks, heading; the same frame for everybody. */
export function page({
  title,
  about,
  viewer,
  outsider,
  signedOut,
  path,
  selfContained,
  frame = OURS,
  main,
}: Page): string {
  return `${html`<!doctype html>
<html lang="${frame.language}">
<head>
<meta charset="utf-8">
<title>${isRefusal(main) && `${frame.refused}: `}${title}${about !== undefined && `, ${about}`}${frame === OURS && ' – Massage outcomes'}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="data:,">
${selfContained ? inside : linked}${viewer ? scriptFor(viewer.person) : signedOut && scriptFor('')}
</head>
<body>
<a class="skip" href="#main">${frame.skip}</a>
${viewer ? signedInHeader(viewer, path) : html`<header class="top">${frame.head}</header>`}
<main id="main" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
<footer>${viewer ? signOutForm(viewer.formToken, html`${viewer.role}, <bdi>${viewer.belongsTo}</bdi>`) : outsider && signOutForm(outsider, 'signed in, and no member')}<p>${frame.foot}</p></footer>
</body>
</html>
`}`;
}

const linked = html`<link rel="stylesheet" href="${STYLESHEET_PATH}">`;
const scriptFor = (person: string) =>
  html`
<script src="${SCRIPT_PATH}" data-person="${person}" defer></script>`;
// The digest covers what stands between the tags, to the byte.
const inside = html`<meta http-equiv="content-security-policy" content="${`default-src 'none'; img-src data:; style-src ${STYLESHEET_HASH}`}">
<style>${trustedMarkup(STYLESHEET)}</style>`;

const OURS: PageFrame = {
  language: 'en',
  skip: 'Skip to the content',
  head: html`<p class="brand">Massage outcomes</p>`,
  foot: 'Made from pseudonymous records.',
  refused: NOT_SAVED,
};

function signedInHeader({ role }: Viewer, path: string | undefined): Html {
  const listed = (of: readonly NavigationEntry[]) =>
    of.map(
      (entry) =>
        html`<li><a href="${entry.path}"${entry.path === path && html` aria-current="page"`}>${entry.label}</a></li>`,
    );
  const entries = listed(NAVIGATION[role]);
  const more = MORE_PAGES[role];
  return html`<header class="top">
<p class="brand"><a href="${HOME[role] ?? '/'}">Massage outcomes</a></p>
${entries.length > 0 && html`<nav aria-label="Pages"><ul>${entries}${more && html`<li><details class="menu"><summary aria-label="More pages">☰</summary><ul>${listed(more)}</ul></details></li>`}</ul></nav>`}
</header>`;
}

/** Who is signed in, and the way out: at the end, as the row at the top is for the pages. */
function signOutForm(formToken: string, who: string | Html): Html {
  return html`<form method="post" action="/sign-out">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<p class="who"><span>${who}</span> <button class="quiet">Sign out</button></p>
</form>
`;
}
