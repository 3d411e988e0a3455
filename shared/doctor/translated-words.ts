/**
 * Words of headers in other languages, without their accents, by what they mean in the words that are looked for: German,
 * French, Spanish, Portuguese, Italian and Dutch, as practice systems and forms of those countries have them.
 */
const TRANSLATED: Readonly<Record<string, string>> = {
  day: 'datum fecha giorno tag jour',
  date: 'data',
  time: 'uhrzeit zeit hora heure ora tijd horario',
  start: 'beginn anfang inicio debut inizio begintijd aanvang',
  end: 'ende fin fim fine einde eindtijd',
  duration: 'dauer duree duracion duracao durata duur',
  minutes: 'minuten minutos minuti',
  client:
    'patientin patienten kunde kundin kunden klient klientin klienten cliente clienta clientes paciente pacientes patiente paziente pazienti klant klanten',
  'client number':
    'patientennr patientennummer kundennr kundennummer klientennr klientennummer klantnummer clientnummer patientnummer',
  'chart number': 'dossier aktenzeichen aktennummer expediente prontuario',
  vas: 'eva',
  number: 'nummer numero nro num',
  id: 'codigo codice kennung',
  therapist:
    'behandler behandlerin therapeut therapeutin terapeuta praticien praticienne therapeute masseurin praktiker masseur masseuse masajista',
  service:
    'behandlung leistung prestation soin servicio tratamiento servico tratamento trattamento prestazione behandeling',
  technique: 'technik tecnica massageart',
  complaint: 'diagnose beschwerde beschwerden anlass motif motivo plainte queixa diagnosi klacht klachten',
  pain: 'schmerz schmerzen schmerzstarke douleur dolor dor dolore pijn',
  before: 'vorher vor avant antes prima voor vooraf inicial iniziale anfangs',
  after: 'nachher nach apres despues depois dopo achteraf final finale',
  soreness: 'muskelkater courbatures agujetas adolorido adolorida dolorido dolorida indolenzimento spierpijn',
  cancelled:
    'ausgefallen abgesagt storniert cancelado cancelada anulado anulada annule annulee annullato annullata geannuleerd afgezegd',
  status: 'statut estado stato',
  email: 'mail correo courriel',
  'submitted time': 'zeitstempel horodateur carimbo tijdstempel',
  'body region': 'korperregion regiao zona lichaamsdeel',
};

const BY_WORD: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(TRANSLATED).flatMap(([meant, words]) =>
    words.split(' ').map((word) => [word, meant.split(' ')] as const),
  ),
);

/** What a word of a header means, where it is one of another language. */
export const translated = (word: string): readonly string[] => BY_WORD.get(word) ?? [word];
