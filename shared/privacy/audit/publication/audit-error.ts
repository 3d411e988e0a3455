/** The releases cannot be audited as asked. Its message is a sentence for the person who asked. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
}
