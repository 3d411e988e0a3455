/** The parts of a CloudFormation template that matter here, still unresolved. */
export type TemplateResource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
};

export type Template = {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<
      string,
      { readonly Value: unknown; readonly Condition?: string; readonly Export?: { readonly Name: unknown } }
    >
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
};

/** One stack of the assembly. */
export type Stack = {
  readonly name: string;
  readonly template: Template;
  /** Construct path without the stack's own part, by logical id: `copy/Resource`. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** Absolute path of the file or directory that was staged for an asset, by object key. */
  readonly assets: ReadonlyMap<string, string>;
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
