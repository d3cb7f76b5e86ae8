export const shortestPassword = 12;
const longestPassword = 1_000;

/** What is wrong with a new password, as code; null when it will do. Length is what counts (NIST SP 800-63B). */
export function passwordProblem(password: string): 'too-short' | 'too-long' | 'repeats' | null {
  const letters = [...password];
  if (letters.length < shortestPassword) return 'too-short';
  if (letters.length > longestPassword) return 'too-long';
  return new Set(letters).size < 5 ? 'repeats' : null;
}
