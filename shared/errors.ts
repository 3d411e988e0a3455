/**
 * Errors that callers tell apart: the code is static, `retryable` says whether trying again can help, and
 * details never hold a score, a pseudonym or a name.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { retryable?: boolean; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    // Not the class's: a bundle calls its classes by two letters, and Lambda reports this to people.
    this.name = code;
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }
}

/** A setting is missing or malformed; the function must not start. */
export class ConfigError extends DomainError {
  constructor(message: string) {
    super('config.missing', message);
  }
}

/** A request that cannot be understood; says which field and what was expected. */
export class BadRequestError extends DomainError {
  readonly path: string;
  constructor(path: string, message: string, code = 'request.invalid') {
    super(code, message);
    this.path = path;
  }
}

/** A form with more in it than any of ours can hold. */
export class TooLongFormError extends BadRequestError {
  constructor(mostBytes: number) {
    super('', `At most ${mostBytes / 1024} kilobytes can be sent at once`, 'out-of-range');
  }
}

/** The caller is known and may not do this. */
export class ForbiddenError extends DomainError {
  constructor(message: string) {
    super('access.forbidden', message);
  }
}

/** What was asked for is not there, or not for this caller: the two are not told apart. */
export class NotFoundError extends DomainError {
  constructor(message: string) {
    super('not-found', message);
  }
}

/** The storage did not do its part in time: throttled, in conflict, or lost too many races. */
export class StorageUnavailableError extends DomainError {
  constructor(message: string, cause?: unknown) {
    super('storage.unavailable', message, { retryable: true, cause });
  }
}
