/** Under which name the statuses are tallied that a rule for rows lists in neither way. @param rule its number */
export const statusVocabulary = (rule: number) => `rows.${rule}`;
