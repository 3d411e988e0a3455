import { Duration } from 'aws-cdk-lib/core';

/** API Gateway answers for us after 30 seconds; ending first means that the answer is ours. */
export const HTTP_TIMEOUT = Duration.seconds(29);
