/**
 * Words of headers in other languages, without their accents, by what they mean in the words that are looked for: German,
 * French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Danish and Norwegian, as practice systems and forms of those
 * countries have them; those in other scripts stand in other-scripts.ts.
 */
const TRANSLATED: Readonly<Record<string, string>> = {
  day: 'datum fecha giorno tag jour dzien dag',
  date: 'data dato',
  time: 'uhrzeit zeit hora heure ora tijd horario godzina czas tid tidspunkt klockslag klokkeslaet klokkeslett',
  start: 'beginn anfang inicio debut inizio begintijd aanvang poczatek borjan',
  end: 'ende fin fim fine einde eindtijd koniec zakonczenie slut slutt',
  duration:
    'dauer duree duracion duracao durata duur trwania langd varaktighet varighed laengde varighet lengde',
  minutes: 'minuten minutos minuti minut minuty minuter minutter',
  client:
    'patientin patienten kunde kundin kunden klient klientin klienten cliente clienta clientes paciente pacientes patiente paziente pazienti klant klanten klienta klientka pacjent pacjenta pacjentka kund kunder pasient pasienter utente utentes assistito',
  'client number':
    'patientennr patientennummer kundennr kundennummer klientennr klientennummer klantnummer clientnummer patientnummer kundnr kundnummer kundenr kundenummer klientnr klientnummer patientnr pasientnr pasientnummer',
  'chart number': 'dossier aktenzeichen aktennummer expediente prontuario historia',
  vas: 'eva',
  number: 'nummer numero nro num numer',
  id: 'codigo codice kennung kod identifiant identificador identificativo kenncode',
  therapist:
    'behandler behandlerin therapeut therapeutin terapeuta praticien praticienne therapeute masseurin praktiker masseur masseuse masajista masazysta masazystka fizjoterapeuta terapeut massor massoer behandlare operatore operatrice operador operadora profesional profissional professionista professionnel masajista massagista massaggiatore massaggiatrice fisioterapeuta fisioterapista osteopata mitarbeiter mitarbeiterin medewerker',
  service:
    'behandlung leistung prestation soin servicio tratamiento servico tratamento trattamento prestazione behandeling usluga zabieg behandling',
  technique: 'technik tecnica massageart technika teknik teknikk',
  complaint:
    'diagnose beschwerde beschwerden anlass motif motivo plainte queixa diagnosi klacht klachten dolegliwosc dolegliwosci skarga powod rozpoznanie diagnoza besvar orsak anledning diagnos arsag henvendelsesarsag klage plage plager arsak',
  pain: 'schmerz schmerzen schmerzstarke douleur dolor dor dolore pijn bol bolu smarta vark smerte smerter',
  before: 'vorher vor avant antes prima voor vooraf inicial iniziale anfangs przed fore innan foer',
  after: 'nachher nach apres despues depois dopo achteraf final finale po efter etter',
  soreness:
    'muskelkater courbatures agujetas adolorido adolorida dolorido dolorida indolenzimento spierpijn zakwasy obolalosc traningsvark oemhed oemhet stoelhet',
  cancelled:
    'ausgefallen abgesagt storniert cancelado cancelada anulado anulada annule annulee annullato annullata geannuleerd afgezegd odwolana odwolane anulowana anulowane avbokad avbokat installd aflyst avlyst avbestilt',
  appointment: 'termin rendez afspraak seduta sessao sesion',
  status: 'statut estado stato',
  attendance: 'presence presenza presenca asistencia anwesenheit aanwezigheid narvaro obecnosc',
  email: 'mail correo courriel epost',
  'submitted time': 'zeitstempel horodateur carimbo tijdstempel sygnatura tidsstampel tidsstempel',
  'body region': 'korperregion regiao zona lichaamsdeel kroppsdel kropsdel',
  'start time': 'starttid starttidspunkt',
  'end time': 'sluttid sluttidspunkt',
  relief: 'soulagement linderung alivio sollievo verlichting ulga lindring smartlindring smertelindring',
  hours: 'stunden heures horas ore uren timer timmar godzin',
  week: 'woche semaine semana settimana vecka uge uke tydzien',
  days: 'tage tagen jours dias giorni dagen',
  goal: 'ziel objectif objetivo obiettivo doel cel',
};

const BY_WORD: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(TRANSLATED).flatMap(([meant, words]) =>
    words.split(' ').map((word) => [word, meant.split(' ')] as const),
  ),
);

/** What a word of a header means, where it is one of another language. */
export const translated = (word: string): readonly string[] => BY_WORD.get(word) ?? [word];
