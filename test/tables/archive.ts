import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive; what is said of it may be a lie. */
export type Entry = {
  name: string;
  content: string;
  /** What the directory says of its sizes; by default what is so. */
  says?: { packed?: number; unpacked?: number };
  /** Sizes behind the data, as writers do that stream (general purpose bit 3). */
  hasDescriptor?: boolean;
  isStored?: boolean;
};

const SIGNATURES = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50, descriptor: 0x08074b50 };

/** A zip archive (PKWARE APPNOTE 6.3.10) of some entries. */
export function archive(entries: readonly Entry[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (piece: Buffer) => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const { name, content, says, hasDescriptor = false, isStored = false } of entries) {
    const raw = Buffer.from(content);
    const data = isStored ? raw : deflateRawSync(raw);
    const [sum, offset] = [crc32(raw), at];
    const common = (into: Buffer, start: number, packed: number, unpacked: number) => {
      into.writeUInt16LE(20, start);
      into.writeUInt16LE(hasDescriptor ? 8 : 0, start + 2);
      into.writeUInt16LE(isStored ? 0 : 8, start + 4);
      into.writeUInt32LE(hasDescriptor ? 0 : sum, start + 10);
      into.writeUInt32LE(packed, start + 14);
      into.writeUInt32LE(unpacked, start + 18);
      into.writeUInt16LE(name.length, start + 22);
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(SIGNATURES.local);
    common(local, 4, hasDescriptor ? 0 : data.length, hasDescriptor ? 0 : raw.length);
    put(local);
    put(Buffer.from(name));
    put(data);
    if (hasDescriptor) {
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(SIGNATURES.descriptor);
      descriptor.writeUInt32LE(sum, 4);
      descriptor.writeUInt32LE(data.length, 8);
      descriptor.writeUInt32LE(raw.length, 12);
      put(descriptor);
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(SIGNATURES.directory);
    common(entry, 6, says?.packed ?? data.length, says?.unpacked ?? raw.length);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(SIGNATURES.end);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a workbook: its sheets as they stand between `<sheetData>`, and its shared texts as they stand in `<sst>`. */
export function workbook({
  sheets = ['<row r="1"><c r="A1" t="inlineStr"><is><t>Id</t></is></c></row>'],
  texts,
  styles,
  afterRows = '',
  textsAt = 'sharedStrings.xml',
}: {
  sheets?: readonly string[];
  texts?: string;
  styles?: string;
  afterRows?: string;
  textsAt?: string;
}): Entry[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;
  const relations = (inside: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`;
  return [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${SHEETS}" xmlns:r="${DOCUMENT}"><sheets>${sheets
        .map((_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="rId${index + 10}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        [
          ...sheets.map((_, index) =>
            relation(`rId${index + 10}`, 'worksheet', `worksheets/sheet${index}.xml`),
          ),
          ...(texts === undefined ? [] : [relation('rId1', 'sharedStrings', textsAt)]),
          ...(styles === undefined ? [] : [relation('rId2', 'styles', 'styles.xml')]),
        ].join(''),
      ),
    },
    ...sheets.map((rows, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      content: `<worksheet xmlns="${SHEETS}"><sheetData>${rows}</sheetData>${afterRows}</worksheet>`,
    })),
    ...(texts === undefined
      ? []
      : [{ name: `xl/${textsAt}`, content: `<sst xmlns="${SHEETS}">${texts}</sst>` }]),
    ...(styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: `<styleSheet xmlns="${SHEETS}">${styles}</styleSheet>` }]),
  ];
}
