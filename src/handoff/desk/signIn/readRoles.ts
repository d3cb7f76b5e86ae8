const mostRoles = 500;

/**
 * The roles that a claim holds: a list of names or one name. A claim that is not there by its whole name is looked for as a
 * path, `realm_access.roles`. Null when there is none.
 */
export function readRoles(
  claims: { readonly [claim: string]: unknown },
  claim: string,
): readonly string[] | null {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : atPath(claims, claim.split('.'));
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return null;
  return value.slice(0, mostRoles).filter((role) => typeof role === 'string');
}

function atPath(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as { readonly [name: string]: unknown })[name]
        : undefined,
    value,
  );
}
