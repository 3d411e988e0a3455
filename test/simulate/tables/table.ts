import { type Item, textOf } from '../../../shared/storage/aws/dynamodb.ts';
import type { ItemKey } from '../../../shared/storage/keys/keys.ts';
import { isSameItem, keptItem, textOrder } from './attribute-values.ts';
import { invalid } from './refusals.ts';

/** A change of an item, as the stream of its table tells it. */
export type ItemChange = { table: string; key: ItemKey; old?: Item; new?: Item };

/** What a table is ordered by within a partition: its sort key, or that of a local index. */
export type SortAttribute = 'sk' | (string & {});

/** One table: items by partition key and sort key, both text, as every table here has them. */
export class Table {
  readonly name: string;
  /** Local indexes, by name: the attribute that each is ordered by. */
  readonly indexes: ReadonlyMap<string, string>;
  readonly #onChange: (change: ItemChange) => void;
  readonly #partitions = new Map<string, Map<string, Item>>();
  readonly #ordered = new Map<string, Item[]>();

  constructor(name: string, indexes: ReadonlyMap<string, string>, onChange: (change: ItemChange) => void) {
    this.name = name;
    this.indexes = indexes;
    this.#onChange = onChange;
  }

  /** The key in the two attributes of it. @throws ValidationException where they are no key */
  keyIn(item: Item, isWhole: boolean): ItemKey {
    const [pk, sk] = [textOf(item, 'pk'), textOf(item, 'sk')];
    if (!pk || !sk)
      throw invalid('one or more parameter values were invalid: a key attribute is missing or empty');
    if (!isWhole && Object.keys(item).length > 2) {
      throw invalid('the provided key element does not match the schema');
    }
    return { pk, sk };
  }

  get({ pk, sk }: ItemKey): Item | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  /** Puts an item, or takes it away. What stays the same is no change. */
  set(key: ItemKey, item: Item | undefined): void {
    const old = this.get(key);
    const kept = item && this.#checked(keptItem(item));
    if (old === undefined ? kept === undefined : kept !== undefined && isSameItem(old, kept)) return;
    const partition = this.#partitions.get(key.pk) ?? new Map<string, Item>();
    this.#partitions.set(key.pk, partition);
    this.#ordered.delete(key.pk);
    if (kept) partition.set(key.sk, kept);
    else partition.delete(key.sk);
    this.#onChange({ table: this.name, key, ...(old && { old }), ...(kept && { new: kept }) });
  }

  /** Holds the items of a partition under another key too, for the length of the index alone: they keep the keys that they have. */
  share(pk: string, as: string): void {
    const partition = this.#partitions.get(pk);
    if (partition) this.#partitions.set(as, partition);
  }

  /** The items of a partition in the order of an attribute, those without it left out; equal ones by their sort key. */
  ordered(pk: string, by: SortAttribute): readonly Item[] {
    const bySortKey = this.#bySortKey(pk);
    if (by === 'sk') return bySortKey;
    const having = bySortKey.filter((item) => textOf(item, by) !== undefined);
    return having.toSorted((one, other) => textOrder(textOf(one, by)!, textOf(other, by)!));
  }

  /** Everything, partition by partition. */
  *all(): Generator<Item> {
    for (const pk of this.#partitions.keys()) yield* this.#bySortKey(pk);
  }

  #bySortKey(pk: string): Item[] {
    const known = this.#ordered.get(pk);
    if (known) return known;
    const items = [...(this.#partitions.get(pk)?.values() ?? [])];
    const ordered = items.sort((one, other) => textOrder(one['sk']!.S!, other['sk']!.S!));
    this.#ordered.set(pk, ordered);
    return ordered;
  }

  #checked(item: Item): Item {
    for (const attribute of this.indexes.values()) {
      const value = item[attribute];
      if (value && !value.S) throw invalid(`type mismatch for the index key ${attribute}`);
    }
    return item;
  }
}
