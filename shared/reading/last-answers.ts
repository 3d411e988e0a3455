/**
 * Remembers the last few answers to questions whose words say all that the answers follow from. Nothing of it outlives the
 * process, and nobody may change an answer.
 *
 * @param most how many; the one that was asked for longest ago goes first
 */
export function lastAnswers<Answer>(most: number): (question: string, answer: () => Answer) => Answer {
  const answers = new Map<string, Answer>();
  return (question, answer) => {
    const found = answers.has(question) ? answers.get(question)! : answer();
    answers.delete(question);
    answers.set(question, found);
    if (answers.size > most) answers.delete(answers.keys().next().value!);
    return found;
  };
}
