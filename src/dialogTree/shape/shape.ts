/**
 * What a tree file may hold, as data: one description gives the parser's checks (checkShape.ts) and the JSON Schema
 * that editors use (jsonSchemaOf.ts), so the two cannot disagree.
 */
export type Shape =
  | { readonly is: 'string'; readonly what: string; readonly pattern: RegExp }
  | { readonly is: 'word'; readonly words: readonly string[] }
  | { readonly is: 'boolean' }
  | { readonly is: 'scalar' }
  | { readonly is: 'list'; readonly of: Shape; readonly min: number }
  | { readonly is: 'oneOrMany'; readonly of: Shape }
  | {
      readonly is: 'map';
      readonly what: string;
      readonly keys: RegExp;
      readonly of: Shape;
      readonly min: number;
    }
  | RecordShape
  | VariantsShape
  | {
      readonly is: 'markedBy';
      readonly field: string;
      readonly marked: RecordShape;
      readonly plain: RecordShape;
    };

export interface RecordShape {
  readonly is: 'record';
  readonly fields: { readonly [name: string]: Field };
  /** Of each group at most one field may stand. */
  readonly exclusive: readonly (readonly string[])[];
  /** A field that makes sense only beside another. */
  readonly needs: { readonly [name: string]: string };
  /** How many fields must stand, whichever. */
  readonly min: number;
}

/** Records told apart by the value of one field. */
export interface VariantsShape {
  readonly is: 'variants';
  readonly by: string;
  readonly of: { readonly [value: string]: RecordShape };
}

export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
  /** Shown by editors. */
  readonly about: string;
}

export function required(shape: Shape, about: string): Field {
  return { shape, required: true, about };
}

export function optional(shape: Shape, about: string): Field {
  return { shape, required: false, about };
}

export function record(
  fields: { readonly [name: string]: Field },
  rules: {
    readonly exclusive?: RecordShape['exclusive'];
    readonly needs?: RecordShape['needs'];
    readonly min?: number;
  } = {},
): RecordShape {
  return {
    is: 'record',
    fields,
    exclusive: rules.exclusive ?? [],
    needs: rules.needs ?? {},
    min: rules.min ?? 0,
  };
}

export function list(of: Shape, min = 1): Shape {
  return { is: 'list', of, min };
}
