import { expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { sniffEncoding } from '../../shared/tables/encoding.ts';
import type { Encoding } from '../../shared/tables/table.ts';
import { piecesOf } from '../mapping/mapped.ts';

/** A text in an encoding that only readers know here: each character by the bytes that are read as it. */
function encoded(text: string, encoding: Encoding): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytesOf = new Map<string, number[]>();
  const note = (bytes: number[]) => {
    const read = decoder.decode(Uint8Array.from(bytes));
    if (read !== '\uFFFD' && [...read].length === 1 && !bytesOf.has(read)) bytesOf.set(read, bytes);
  };
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  for (const byte of all) note([byte]);
  if (encoding === 'shift_jis')
    for (const lead of all.slice(0x81)) for (const trail of all.slice(0x40)) note([lead, trail]);
  return Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? fail(character)));
}
function fail(character: string): never {
  throw new Error(`no bytes for ${character}`);
}

const RUSSIAN =
  '№ клиента;Дата;Время;Длительность (мин);Услуга;Массажист;Боль до;Боль после;Жалоба\n1;13.08.2026;09:00;60;Классический массаж;t1;6;3;Головная боль\n';
const JAPANESE =
  '顧客番号,予約日,開始時間,所要時間,メニュー,担当者,施術前の痛み,施術後の痛み,主訴\n1,2026/08/13,09:00,60,リラクゼーション,t1,6,3,腰痛\n';
const POLISH =
  'Numer klienta;Data;Godzina;Czas trwania (min);Zabieg;Masażysta;Ból przed;Ból po;Dolegliwość\n1;13.08.2026;09:00;60;Masaż klasyczny;t1;6;3;Ból głowy\n';

test.each<[Encoding, string]>([
  ['windows-1251', RUSSIAN],
  ['shift_jis', JAPANESE],
  ['windows-1250', POLISH],
])('a file in %s is read as it was written', async (encoding, text) => {
  const seen = await examineFile(() => piecesOf(encoded(text, encoding)), {
    name: 'x.csv',
    timeZone: 'Europe/Warsaw',
  });
  expect(seen).toMatchObject({ shape: { encoding }, outcome: { refused: 0, records: { session: 1 } } });
});

test.each([
  'Numéro client;Date;Heure;Durée;Prestation;Douleur avant;Motif;Céphalée\n',
  'Größe;Fußreflexzonen;Rücken;Übelkeit;Schröpfen;äöüß\n',
  'Duração;Serviço;Observação;não;ÇÃO\n',
  'Client’s name – “first”;Price €;50 €\n',
  'Ängsbacka;Smärta före;Ömhet;blåbär\n',
  'Fläche 20 m²;10³;½ h;5 µg;±2°\n',
  '¿Dolor?;¡No!;año;mañana\n',
  '¿dolor?;5 m³;Preis¹;30 m³\n',
  'Crème brûlée;œuvre;cœur;Œil\n',
])('what the West writes stays windows-1252: %s', (text) => {
  expect(sniffEncoding(encoded(text.repeat(5), 'windows-1252'), true)).toBe('windows-1252');
});

test('what a piece ends within a character of is told all the same', () => {
  const bytes = encoded(JAPANESE.repeat(20), 'shift_jis');
  for (const length of [100, 101, 102, 103])
    expect(sniffEncoding(bytes.subarray(0, length), false)).toBe('shift_jis');
});
