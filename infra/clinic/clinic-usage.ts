export const USAGE = `Usage: npm run --silent clinic -- add CLINIC --time-zone NAME [--owner ADDRESS] [settings] [options]
       npm run --silent clinic -- set CLINIC [settings] [options]
       npm run --silent clinic -- show CLINIC [options]
       npm run --silent clinic -- list [options]
       npm run --silent clinic -- forget CLINIC --confirm CLINIC [options]
       npm run --silent clinic -- migrate CLINIC... --secrets PREFIX [options]
       npm run --silent clinic -- rotate [--end-links] [options]
       npm run --silent clinic -- check-master --copy FILE [options]

Adds, changes, shows and forgets clinics. A clinic is an item of the Registry table: nothing is deployed for it, and
functions know of it within a minute.

set changes what is named and leaves the rest; "none" takes a setting back. With --time-zone everything that is derived
for the clinic is derived again, a minute later, when every function has seen the change. A run that was cut short can
be run again.

forget destroys the salt that the clinic's keys are derived from. Within a minute nobody gets in for the clinic and its
journal links open nothing; its pseudonyms can be computed by nobody any more, so no record can be told to be a
client's by his id. It deletes no record: they stay, under pseudonyms. Backups of the Registry table hold the salt for
35 days more. Its id stays taken.

migrate takes over clinics of a deployment that named them: their secrets' keys live on in the clinics' items, so that
clients keep their pseudonyms. rotate adds a version to the master secret: what is handed out from then on, such as
journal links, is sealed under it. What was handed out before still opens, unless --end-links. Pseudonyms stay.

check-master says whether a kept copy of the master secret is what is held: every version, and nothing else. It prints no
key, and ends with 1 when something differs.

  --name NAME        what people call the clinic, at most 80 characters
  --time-zone NAME   where the clinic's days and months begin, by its name in the IANA database, such as
                     America/Chicago; without it: as each instant was written
  --language CODE    of what its clients read: en or es
  --techniques LIST  those it offers, with commas between them, such as sports,relaxation; without it: all
  --own-techniques LIST
                     names of techniques outside the catalogue that it tells apart, with commas between them, such
                     as "Hot stone,Cupping"; they are in no release, and must not name a person
  --opened-on DATE   the clinic's first day, YYYY-MM-DD; nothing is taken in from before it
  --take-over WORD   "allowed" (default) or "forbidden": whether therapists may take over a client's care
                     by themselves
  --labels WORD      "on" or "off" (default): whether a client may have a label by which the clinic's people
                     recognise him

  --owner ADDRESS    with add: who leads the clinic, and is invited by e-mail; the same again sends it again
  --confirm CLINIC   with forget: its id once more
  --secrets PREFIX   with migrate: what the names of the clinics' secrets begin with, such as
                     massage-outcomes/prod/clinic/
  --end-links        with rotate: what was handed out before opens nothing any more

  --copy FILE        with check-master: what Secrets Manager gave; /dev/stdin for what is piped in

  --table NAME       the Registry table; else REGISTRY_TABLE of the environment
  --master NAME      the master secret, for add, migrate, rotate and check-master; else MASTER_SECRET of the environment
  --user-pool ID     the user pool, for --owner; else USER_POOL_ID of the environment
  --records-table NAME, --outcomes-table NAME
                     those two, for set --time-zone; else RECORDS_TABLE and OUTCOMES_TABLE of the environment
  --help             print this

Credentials, region and endpoint are those of the AWS environment variables. Tables and secret are outputs of the
stateful stack (RegistryTableName, MasterSecretArn, UserPoolId, RecordsTableName, OutcomesTableName).
`;
