import type { JsonObject } from '../../base/json.js';
import type { RecordShape, Shape, VariantsShape } from './shape.js';

/** The JSON Schema (draft 07) that accepts what checkShape accepts. */
export function jsonSchemaOf(shape: Shape): JsonObject {
  switch (shape.is) {
    case 'string':
      return { type: 'string', pattern: shape.pattern.source };
    case 'word':
      return { enum: shape.words };
    case 'boolean':
      return { type: 'boolean' };
    case 'scalar':
      return { type: ['string', 'number', 'boolean', 'null'] };
    case 'list':
      return { type: 'array', items: jsonSchemaOf(shape.of), minItems: shape.min };
    case 'oneOrMany':
      return {
        anyOf: [jsonSchemaOf(shape.of), { type: 'array', items: jsonSchemaOf(shape.of), minItems: 1 }],
      };
    case 'map':
      return {
        type: 'object',
        propertyNames: { pattern: shape.keys.source },
        additionalProperties: jsonSchemaOf(shape.of),
        minProperties: shape.min,
      };
    case 'record':
      return recordSchema(shape);
    case 'variants':
      return variantsSchema(shape);
    case 'markedBy':
      return {
        type: 'object',
        if: { required: [shape.field] },
        // biome-ignore lint/suspicious/noThenProperty: "then" is JSON Schema's own keyword
        then: recordSchema(shape.marked),
        else: recordSchema(shape.plain),
      };
  }
}

function recordSchema(shape: RecordShape): JsonObject {
  const fields = Object.entries(shape.fields);
  const conflicts = shape.exclusive.flatMap((group) =>
    group.flatMap((first, index) => group.slice(index + 1).map((second) => ({ required: [first, second] }))),
  );
  const needs = Object.fromEntries(Object.entries(shape.needs).map(([name, other]) => [name, [other]]));
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(([name, field]) => [name, { description: field.about, ...jsonSchemaOf(field.shape) }]),
    ),
    required: fields.filter(([, field]) => field.required).map(([name]) => name),
    additionalProperties: false,
    ...(shape.min > 0 ? { minProperties: shape.min } : {}),
    ...(conflicts.length > 0 ? { not: { anyOf: conflicts } } : {}),
    ...(Object.keys(needs).length > 0 ? { dependencies: needs } : {}),
  };
}

function variantsSchema(shape: VariantsShape): JsonObject {
  const variants = Object.entries(shape.of);
  return {
    type: 'object',
    required: [shape.by],
    properties: { [shape.by]: { enum: variants.map(([value]) => value) } },
    // One "if" a variant, not "oneOf": an editor then shows the problems of the kind that was meant.
    allOf: variants.map(([value, variant]) => ({
      if: { properties: { [shape.by]: { const: value } }, required: [shape.by] },
      // biome-ignore lint/suspicious/noThenProperty: "then" is JSON Schema's own keyword
      then: recordSchema({
        ...variant,
        fields: {
          ...variant.fields,
          [shape.by]: {
            shape: { is: 'word', words: [value] },
            required: true,
            about: variant.fields[shape.by]?.about ?? '',
          },
        },
      }),
    })),
  };
}
