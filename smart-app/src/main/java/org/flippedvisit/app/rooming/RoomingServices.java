package org.flippedvisit.app.rooming;

import java.time.Clock;
import org.flippedvisit.app.launch.HandOvers;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.Openings;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.ui.BackgroundWork;
import org.springframework.stereotype.Component;

/** What the rooming page reads from and writes to. */
@Component
record RoomingServices(
    PatientService patient,
    Openings openings,
    PreVisitService previsit,
    PreferenceService preference,
    WriteLedger ledger,
    HandOvers handOvers,
    BackgroundWork work,
    Clock clock) {}
