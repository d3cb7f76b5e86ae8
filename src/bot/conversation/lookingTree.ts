/** The tree that looks at a server when the person names one and nothing else is going on. */
export const lookingTree = 'email-router-trust';
