import type { UndoAccount } from './undo-account.ts';

/** That somebody asks what the undoing of an import would do, or that it be undone. */
export type UndoRequest = {
  clinicId: string;
  file: string;
  /** The import's name: that of a file of the same name that came later is another. */
  import: string;
  /** When it was asked, and the user by whom. */
  at: string;
  by: string;
};

/** What an undoing would do, or has done. `gone`: what says which records it brought is kept no more. */
export type WrittenUndo = { import: string; at: string } & ({ account: UndoAccount } | { gone: true });

/** How far the undoing of an import has come. */
export type UndoState =
  | { state: 'none' }
  /** Records that an import from before this was kept has brought are not known any more. */
  | { state: 'unknown' }
  | { state: 'looking'; rows: number }
  | { state: 'undoing'; rows: number }
  | { state: 'seen' | 'undone'; at: string; account: UndoAccount }
  | { state: 'gone' };
