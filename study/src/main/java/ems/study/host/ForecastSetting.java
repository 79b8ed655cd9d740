package ems.study.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.telemetry.Readings;

/**
 * What a forecaster of a study is made for.
 *
 * @param prosumers all that it will be asked for
 * @param seed of whatever it draws
 * @param models folder for the files of its models, made when the first is written; empty: they are not kept
 */
public record ForecastSetting(Readings readings, List<ProsumerId> prosumers, long seed, Optional<Path> models) {}
