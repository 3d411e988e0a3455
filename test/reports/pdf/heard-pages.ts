import { getDocumentProxy } from 'unpdf';
import { printable } from '../../../shared/reports/pdf/printable.ts';

/** An element as a screen reader gets it: its type, what stands for it, and the text of its marks. */
export type Heard = { type: string; text: string; alternative: string | undefined; parts: Heard[] };
type Node = { role?: string; alt?: string; type?: string; id?: string; children?: Node[] };

const ARTIFACT = 'artifact';

/** The structure of a PDF, a tree a page, and the texts that are in no element and no artifact. */
export async function heardPages(pdf: Uint8Array): Promise<{ pages: Heard[]; unmarked: string[] }> {
  // The reader takes the bytes away from whoever hands them over.
  const document = await getDocumentProxy(pdf.slice());
  const pages: Heard[] = [];
  const unmarked: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item) {
        const inside = open.at(-1);
        if (inside !== undefined) texts.set(inside, `${texts.get(inside) ?? ''}${item.str}`);
        else if (item.str.trim() !== '') unmarked.push(item.str);
      } else if (item.type === 'beginMarkedContentProps') {
        open.push(item.id ?? ARTIFACT); // what has no number in a page is no part of the tree
      } else if (item.type === 'endMarkedContent') open.pop();
    }
    pages.push(heard((await page.getStructTree()) as Node, texts));
  }
  return { pages, unmarked };
}

function heard(node: Node, texts: ReadonlyMap<string, string>): Heard {
  const children = node.children ?? [];
  const parts = children.filter(({ role }) => role !== undefined).map((child) => heard(child, texts));
  const own = children.filter(({ type }) => type === 'content').map(({ id }) => texts.get(id!) ?? '');
  const text = [...own, ...parts.map((part) => part.text)].join(' ').replace(/\s+/g, ' ').trim();
  return { type: node.role!, text, alternative: node.alt, parts };
}

/** What stands on a page; a table that goes on from the page before has parts that were read there. */
export const all = (of: readonly Heard[]): Heard[] =>
  of.filter(({ text }) => text !== '').flatMap((element) => [element, ...all(element.parts)]);
export const spaced = (text: string) => printable(text).replace(/\s+/g, ' ').trim();
