import type { Examination, Outcome } from '../../shared/doctor/examine-file.ts';
import type { Decision, Mapping } from '../../shared/mapping/mapping.ts';
import { nearestCode } from '../../shared/mapping/nearest-code.ts';
import { ruleText } from '../../shared/mapping/rule-text.ts';
import { foundText } from '../../shared/records/values/found-text.ts';
import type { TableShape } from '../../shared/tables/table.ts';

const SHOWN_WORDS = 15;
const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** What was seen of a file, as lines of text. */
export function examinationText(name: string, seen: Examination): string {
  if ('unreadable' in seen)
    return `${name}\n  Cannot be read: line ${seen.unreadable.line}: ${seen.unreadable.reason}.\n`;
  if ('own' in seen)
    return `${[name, '  Records of the contract, which are read without a mapping (docs/records.md).', ...outcomeLines(seen.outcome)].join('\n')}\n`;
  if ('fhir' in seen)
    return `${[name, '  FHIR R4, which is read without a mapping (docs/fhir.md).', ...outcomeLines(seen.outcome)].join('\n')}\n`;
  const { shape, profile, proposal, outcome } = seen;
  const lines = [name, `  ${shapeText(shape)}; ${profile.rows} rows, ${profile.columns.length} columns.`];
  if ('undecided' in proposal) {
    lines.push('  No mapping can be proposed:', ...proposal.undecided.map(decisionText));
    return `${lines.join('\n')}\n`;
  }
  lines.push('', '  Proposed:', ...mappingLines(proposal.mapping));
  lines.push('', '  How sure, and why:', ...proposal.mapping.decisions.map(decisionText));
  if (outcome) lines.push('', '  With it:', ...outcomeLines(outcome));
  return `${lines.join('\n')}\n`;
}

/** What became of a file's rows under a mapping, as lines of text. */
export function outcomeText(name: string, outcome: Outcome): string {
  return `${[name, ...outcomeLines(outcome)].join('\n')}\n`;
}

function shapeText({ format, encoding, separator, headerLine, sheet, rowsAt, lineEnds }: TableShape): string {
  const parts = [
    format === 'csv' ? `text with ${SEPARATORS[separator ?? ','] ?? separator}` : format,
    encoding,
    lineEnds === 'cr' && 'lines end in carriage returns',
    sheet !== undefined && `sheet "${sheet}"`,
    rowsAt !== undefined && rowsAt !== '' && `rows at "${rowsAt}"`,
    headerLine === 0 && 'no header row',
    headerLine !== undefined && headerLine > 1 && `header on line ${headerLine}`,
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}

function mappingLines({ records, rows, leftOut, timeZone, dateOrder }: Mapping): string[] {
  const lines = records.flatMap(({ type, fields, where }) => [
    `    a ${type}${where ? ` where "${where.column}" is ${where.is.map(foundText).join(', ')}` : ''}`,
    ...Object.entries(fields).map(([field, rule]) => `      ${field.padEnd(13)} ${ruleText(rule)}`),
  ]);
  if (timeZone !== undefined) lines.push(`    time zone ${timeZone}`);
  if (dateOrder !== undefined) lines.push(`    days are ${dateOrder}`);
  for (const rule of rows ?? [])
    lines.push(
      `    passed over by "${rule.column}": ${'as' in rule ? rule.as : Object.keys(rule.skipped).join(', ') || 'none'}`,
    );
  if (leftOut.length > 0) lines.push(`    never read: ${listed(leftOut)}`);
  return lines;
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, SHOWN_WORDS).map((column) => `"${foundText(column)}"`);
  const rest = columns.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const decisionText = ({ about, sure, why }: Decision) =>
  `    ${sure.padEnd(9)} ${about}: ${foundText(why) === why ? why : why.replaceAll(/\s+/g, ' ')}`;

function outcomeLines({ records, refused, skipped, groups, tally, stoppedAt }: Outcome): string[] {
  const made = Object.entries(records).map(([type, count]) => `${count} of type ${type}`);
  const rows = tally.rows > 0 ? `${tally.rows} rows: ` : '';
  const lines = [`    ${rows}records ${made.join(', ') || 'none'}; ${refused} refused`];
  for (const [reason, count] of skipped) lines.push(`    ${count} passed over: ${reason}`);
  for (const { path, message, rows, first } of groups.groups) {
    lines.push(`    ${rows} refused${path && `, ${path}`}: ${message}`);
    for (const row of first)
      lines.push(`      line ${row.line}${row.found === undefined ? '' : `: ${row.found}`}`);
  }
  if (groups.otherRows > 0) lines.push(`    ${groups.otherRows} refused for other reasons`);
  for (const [vocabulary, words] of tally.unknownWords) {
    lines.push(`    words without a code, to be listed under "vocabularies", "${vocabulary}":`);
    const listed = [...words].toSorted((a, b) => b[1] - a[1]);
    for (const [word, count] of listed.slice(0, SHOWN_WORDS)) {
      const near = nearestCode(vocabulary, word);
      lines.push(`      ${foundText(word)}: ${count} rows${near === undefined ? '' : `; nearest: ${near}`}`);
    }
    if (listed.length > SHOWN_WORDS) lines.push(`      and ${listed.length - SHOWN_WORDS} more`);
  }
  if (stoppedAt) lines.push(`    stopped at line ${stoppedAt.line}: ${stoppedAt.reason}`);
  return lines;
}
